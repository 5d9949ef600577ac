using SharedObjects.Conformance.Tests.Specs;
using SharedObjects.Objects.Queue;

namespace SharedObjects.Runtime.Tests.Support;

/// <summary>A queue during whose put with a timeout something happens, before whoever waits is granted the item.</summary>
internal sealed class EndingQueue(Action happen) : ForwardingQueue<Payload>(new QueueReferent<Payload>(new QueueOptions(), TimeProvider.System))
{
    public override ValueTask PutAsync(Payload item, TimeSpan timeout, CancellationToken cancellationToken)
    {
        happen();
        return base.PutAsync(item, timeout, cancellationToken);
    }
}
