using SharedObjects.Conformance.Tests.Specs;
using SharedObjects.Objects.Queue;

namespace SharedObjects.Runtime.Tests.Support;

/// <summary>A queue during whose put with a timeout something happens, before or after whoever waits is granted the item.</summary>
internal sealed class EndingQueue(Action? before = null, Action? after = null) : ForwardingQueue<Payload>(new QueueReferent<Payload>(new QueueOptions(), TimeProvider.System))
{
    public override ValueTask PutAsync(Payload item, TimeSpan timeout, CancellationToken cancellationToken)
    {
        before?.Invoke();
        var put = base.PutAsync(item, timeout, cancellationToken);
        after?.Invoke();
        return put;
    }
}
