namespace SharedObjects.AotSmoke;

[Managed]
public interface IGreeter
{
    ValueTask<string> GreetAsync(string name, CancellationToken cancellationToken);

    IAsyncEnumerable<string> GreetAllAsync(IReadOnlyList<IGreeter> greeters, int times);
}
