namespace SharedObjects.AotSmoke;

public sealed class Shelf<T> : IShelf<T>
{
    private readonly List<Book<T>> books = [];

    public ValueTask AddAsync(Book<T> book)
    {
        books.Add(book);
        return ValueTask.CompletedTask;
    }

    public IAsyncEnumerable<(Book<T> Book, int, int, int, int Place)> AllAsync() => books.Select(static (book, place) => (book, 0, 0, 0, place)).ToAsyncEnumerable();
}
