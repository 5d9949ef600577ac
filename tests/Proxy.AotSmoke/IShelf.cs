namespace SharedObjects.AotSmoke;

public sealed record Book<T>(T Title, int Year);

[Managed]
public interface IShelf<T>
{
    ValueTask AddAsync(Book<T> book);

    IAsyncEnumerable<(Book<T> Book, int, int, int, int Place)> AllAsync();
}
