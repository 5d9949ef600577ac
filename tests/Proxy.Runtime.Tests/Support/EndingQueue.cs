using SharedObjects.Conformance.Tests.Specs;
using SharedObjects.Objects.Queue;

namespace SharedObjects.Runtime.Tests.Support;

/// <summary>A queue during whose put with a timeout, or while it is cleared, something happens, before whoever waits is granted an item or room.</summary>
internal sealed class EndingQueue(Action happen, QueueOptions options) : ForwardingQueue<Payload>(new QueueReferent<Payload>(options, TimeProvider.System))
{
    public override ValueTask PutAsync(Payload item, TimeSpan timeout, CancellationToken cancellationToken)
    {
        happen();
        return base.PutAsync(item, timeout, cancellationToken);
    }

    public override ValueTask<int> ClearAsync(CancellationToken cancellationToken)
    {
        happen();
        return base.ClearAsync(cancellationToken);
    }
}
