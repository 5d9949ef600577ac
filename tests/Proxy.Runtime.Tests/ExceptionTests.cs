namespace SharedObjects.Runtime.Tests;

public sealed class ExceptionTests
{
    [Fact]
    public void A_refusal_says_which_check_failed() =>
        Assert.Equal(ManagerRefusal.WrongKey, new ManagerRefusedException(ManagerRefusal.WrongKey, "wrong key").Reason);
}
