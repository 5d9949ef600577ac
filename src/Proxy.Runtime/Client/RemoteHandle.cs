using SharedObjects.Calls;

namespace SharedObjects.Client;

/// <summary>
/// This process's hold on an object elsewhere, shared by all its proxies. It counts how often the manager handed the object over, because that
/// many references are to be given back. Given back with its last proxy, or when it is collected.
/// </summary>
internal sealed class RemoteHandle : ObjectHandle
{
    private readonly ClientSession session;
    private readonly Lock gate = new();
    private int received = 1;

    /// <summary>How often it was handed over for a proxy that is yet to be made: until then it is not given back, except by being collected.</summary>
    private int expected = 1;
    private int proxies;

    public RemoteHandle(ClientSession session, ObjectReference reference)
        : base(reference, session) => this.session = session;

    /// <summary>The session the hold belongs to.</summary>
    public ClientSession Session => session;

    internal override CancellationToken Lost => session.Lost;

    ~RemoteHandle()
    {
        // A lease that is collected along with the handle may use it once more: then there is nothing left to give back.
        int count;
        lock (gate)
        {
            count = received;
            received = 0;
        }

        if (count > 0)
        {
            session.Collected(Reference.Id, count);
        }
    }

    /// <summary>The manager handed the object over once more; false if the handle was given back meanwhile.</summary>
    public bool TryReceive()
    {
        lock (gate)
        {
            if (received == 0)
            {
                return false;
            }

            received++;
            expected++;
            return true;
        }
    }

    internal override void AddProxy()
    {
        lock (gate)
        {
            proxies++;
            expected = Math.Max(0, expected - 1);
        }
    }

    internal override bool TryAddDuplicate()
    {
        lock (gate)
        {
            if (received == 0)
            {
                return false;
            }

            proxies++;
            return true;
        }
    }

    internal override void Forgo()
    {
        int count;
        lock (gate)
        {
            expected = Math.Max(0, expected - 1);
            count = TakeUnused();
        }

        GiveBack(count);
    }

    internal override void RemoveProxy()
    {
        int count;
        lock (gate)
        {
            proxies--;
            count = TakeUnused();
        }

        GiveBack(count);
    }

    /// <summary>How many references to give back now: all, once nobody uses the handle or will. Under the lock.</summary>
    private int TakeUnused()
    {
        if (proxies > 0 || expected > 0)
        {
            return 0;
        }

        var count = received;
        received = 0;
        return count;
    }

    private void GiveBack(int count)
    {
        if (count > 0)
        {
            session.GiveBack(this, count);
        }
    }
}
