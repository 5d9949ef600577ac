namespace SharedObjects.AotSmoke;

public sealed class Greeter : IGreeter
{
    public ValueTask<string> GreetAsync(string name, CancellationToken cancellationToken) => ValueTask.FromResult($"hello, {name}");

    public async IAsyncEnumerable<string> GreetAllAsync(IReadOnlyList<IGreeter> greeters, int times)
    {
        for (var i = 0; i < times; i++)
        {
            foreach (var greeter in greeters)
            {
                yield return await greeter.GreetAsync("stream", CancellationToken.None);
            }
        }
    }
}
