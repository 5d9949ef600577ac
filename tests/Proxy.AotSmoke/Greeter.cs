namespace SharedObjects.AotSmoke;

public sealed class Greeter : IGreeter
{
    public ValueTask<string> GreetAsync(string name, CancellationToken cancellationToken) => ValueTask.FromResult($"hello, {name}");
}
