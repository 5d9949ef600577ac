namespace SharedObjects.Runtime.Tests.Support;

[Managed]
public interface IPage : ISharedObject
{
    ValueTask<int> NumberAsync();
}
