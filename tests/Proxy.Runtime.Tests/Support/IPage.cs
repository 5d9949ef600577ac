namespace SharedObjects.Runtime.Tests.Support;

[Managed]
public interface IPage : ISharedObject
{
    ValueTask<int> NumberAsync();

    /// <summary>Holds something of the page, and writes down what becomes of it.</summary>
    ValueTask BorrowAsync();
}
