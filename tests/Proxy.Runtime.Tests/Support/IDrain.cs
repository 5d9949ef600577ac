namespace SharedObjects.Runtime.Tests.Support;

/// <summary>A referent that takes objects out of another.</summary>
[Managed]
public interface IDrain
{
    ValueTask TakeAsync(ISharedQueue<ISharedQueue<int>> queues);
}
