using SharedObjects.Calls;

namespace SharedObjects.Client;

/// <summary>The objects a session was handed, by id, without keeping their handles alive. Thread-safe.</summary>
internal sealed class ReferenceTracker(ClientSession session)
{
    private readonly Lock gate = new();
    private readonly Dictionary<long, WeakReference<RemoteHandle>> handles = [];

    /// <summary>How many objects this process holds; for diagnosis and tests.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return handles.Count;
            }
        }
    }

    /// <summary>The manager handed an object over: gives the handle all its proxies share.</summary>
    public RemoteHandle Receive(ObjectReference reference)
    {
        lock (gate)
        {
            if (handles.TryGetValue(reference.Id, out var weak) && weak.TryGetTarget(out var handle) && handle.TryReceive())
            {
                return handle;
            }

            handle = new RemoteHandle(session, reference);
            handles[reference.Id] = new WeakReference<RemoteHandle>(handle);
            return handle;
        }
    }

    /// <summary>A handle was given back or collected; its place goes, unless a newer handle has it.</summary>
    public void Remove(long id, RemoteHandle? handle)
    {
        lock (gate)
        {
            if (handles.TryGetValue(id, out var weak) && (!weak.TryGetTarget(out var present) || present == handle))
            {
                handles.Remove(id);
            }
        }
    }
}
