namespace SharedObjects.Runtime.Tests.Support;

internal sealed class Drain : IDrain
{
    public async ValueTask TakeAsync(ISharedQueue<ISharedQueue<int>> queues)
    {
        var queue = await queues.GetAsync();
        await queue.PutAsync(1);
        await queue.DisposeAsync();
    }
}
