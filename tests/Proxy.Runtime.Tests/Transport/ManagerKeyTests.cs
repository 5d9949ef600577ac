using System.Text;
using SharedObjects.Transport.Endpoints;

namespace SharedObjects.Runtime.Tests.Transport;

public sealed class ManagerKeyTests
{
    private static readonly byte[] Bytes = Encoding.ASCII.GetBytes("0123456789abcdef0123456789abcdef");

    [Fact]
    public void A_new_key_has_256_bits_and_is_like_no_other()
    {
        using var one = ManagerKey.CreateNew();
        using var other = ManagerKey.CreateNew();
        Assert.Equal(32, one.Length);
        Assert.False(one.FixedTimeEquals(other));
    }

    [Fact]
    public void A_key_travels_as_bytes()
    {
        using var key = ManagerKey.CreateNew();
        var bytes = new byte[key.Length];
        key.CopyTo(bytes);
        using var copy = ManagerKey.FromBytes(bytes);
        Assert.True(key.FixedTimeEquals(copy));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(31)]
    public void A_short_key_is_refused(int length) =>
        Assert.Throws<ArgumentException>(() => ManagerKey.FromBytes(new byte[length]));

    [Fact]
    public void A_key_never_prints_itself()
    {
        using var key = ManagerKey.FromBytes(Bytes);
        Assert.Equal("ManagerKey (secret)", $"{key}");
    }

    [Fact]
    public void A_disposed_key_is_of_no_use()
    {
        var key = ManagerKey.FromBytes(Bytes);
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(() => key.CopyTo(new byte[32]));
        Assert.Throws<ObjectDisposedException>(() => key.Authenticate([1], new byte[32]));
    }
}
