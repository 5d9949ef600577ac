using SharedObjects.Contracts;

namespace SharedObjects.Runtime.Tests.Support;

internal sealed class Page(Book book, int number, List<string> disposed) : IPage, IPart
{
    public object Whole => book;

    /// <summary>Two calls inside at once would be seen, if parts had turns of their own.</summary>
    public ValueTask<int> NumberAsync()
    {
        Assert.Equal(1, ++book.Inside);
        Thread.Yield();
        Assert.Equal(0, --book.Inside);
        return ValueTask.FromResult(number);
    }

    public ValueTask BorrowAsync()
    {
        book.Lend($"page {number}");
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        lock (disposed)
        {
            disposed.Add($"page {number}");
        }

        return ValueTask.CompletedTask;
    }
}
