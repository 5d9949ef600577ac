using SharedObjects.Calls;

namespace SharedObjects.Client;

/// <summary>The manager itself; it needs no counting.</summary>
internal sealed class ManagerHandle(ClientSession session, ObjectReference reference) : ObjectHandle(reference, session)
{
    internal override CancellationToken Lost => session.Lost;

    internal override void AddProxy()
    {
    }

    internal override void RemoveProxy()
    {
    }
}
