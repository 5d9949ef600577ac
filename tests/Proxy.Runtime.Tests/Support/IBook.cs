namespace SharedObjects.Runtime.Tests.Support;

[Managed]
public interface IBook : ISharedObject
{
    ValueTask<IPage> OpenAsync(int number);

    /// <summary>Fails while its result is encoded, after a page has been hosted for it.</summary>
    ValueTask<(IPage Page, string[] Unsendable)> TearAsync();
}
