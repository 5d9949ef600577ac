namespace SharedObjects.AotSmoke;

[Managed]
public interface IGreeter
{
    ValueTask<string> GreetAsync(string name, CancellationToken cancellationToken);
}
