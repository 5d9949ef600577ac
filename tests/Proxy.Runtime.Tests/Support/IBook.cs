namespace SharedObjects.Runtime.Tests.Support;

[Managed]
public interface IBook : ISharedObject
{
    ValueTask<IPage> OpenAsync(int number);

    /// <summary>Holds something of the book, and writes down what becomes of it.</summary>
    ValueTask BorrowAsync();

    /// <summary>Fails while its result is encoded, after a page has been hosted for it.</summary>
    ValueTask<(IPage Page, string[] Unsendable)> TearAsync();
}
