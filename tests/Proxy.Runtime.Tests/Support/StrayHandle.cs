using SharedObjects.Calls;

namespace SharedObjects.Runtime.Tests.Support;

/// <summary>A reference that nobody handed over.</summary>
internal sealed class StrayHandle(ObjectReference reference, ICallInvoker invoker) : ObjectHandle(reference, invoker)
{
    internal override CancellationToken Lost => CancellationToken.None;

    internal override void AddProxy()
    {
    }

    internal override void RemoveProxy()
    {
    }
}
