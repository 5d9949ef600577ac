namespace SharedObjects.Runtime.Tests.Support;

/// <summary>Makes parts of itself, and writes down which of all of them were disposed, and what was borrowed and came back.</summary>
internal sealed class Book(List<string> disposed) : IBook
{
    public int Inside { get; set; }

    public ValueTask<IPage> OpenAsync(int number) => ValueTask.FromResult<IPage>(new Page(this, number, disposed));

    public ValueTask<(IPage Page, string[] Unsendable)> TearAsync() =>
        ValueTask.FromResult<(IPage, string[])>((new Page(this, 0, disposed), [new string('x', 100_000)]));

    public ValueTask BorrowAsync()
    {
        Lend("book");
        return ValueTask.CompletedTask;
    }

    /// <summary>Writes down when what the calling session borrowed comes back, and when others may have it.</summary>
    public void Lend(string what) => _ = CallContext.Current.OnSessionEnd(() => Write($"{what} is back"), () => Write($"{what} is free"));

    private void Write(string what)
    {
        lock (disposed)
        {
            disposed.Add(what);
        }
    }

    public ValueTask DisposeAsync()
    {
        lock (disposed)
        {
            disposed.Add("book");
        }

        return ValueTask.CompletedTask;
    }
}
