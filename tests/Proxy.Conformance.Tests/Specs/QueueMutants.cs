using SharedObjects.Objects.Buffering;
using SharedObjects.Objects.Queue;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>Queues that are wrong in one way each. What does not notice checks nothing.</summary>
internal static class QueueMutants
{
    public static readonly Dictionary<string, Func<QueueOptions, ISharedQueue<Payload>>> All = new()
    {
        ["latest first"] = static options => Real(options, new TicketOrder<Payload>(latestFirst: true)),
        ["requeue at the tail"] = static options => Real(options, new TailOrder()),
        ["delivery count not incremented"] = static options => new Uncounted(Real(options)),
        ["one delivery too many"] = static options => Real(options with { MaximumDeliveryCount = options.MaximumDeliveryCount + 1 }),
        ["one item too many"] = static options => Real(options with { Capacity = options.Capacity + 1 }),
        ["unfinished not returned"] = static options => new Unreturned(Real(options)),
        ["completed is not done"] = static options => new NeverDone(Real(options)),
        ["batch torn"] = static options => new Torn(Real(options)),
        ["done too often"] = static options => new Undemanding(Real(options)),
        ["shut down at once"] = static options => new Hasty(Real(options)),
        ["shut down keeps items"] = static options => new Keeping(Real(options)),
    };

    public static QueueReferent<Payload> Real(QueueOptions options, ItemOrder<Payload>? order = null) => new(options, TimeProvider.System, order);

    /// <summary>Right in every answer, but calls say that they took effect when they began, also those that then waited.</summary>
    internal sealed class EarlyStamp(QueueOptions options) : ForwardingQueue<Payload>(Real(options))
    {
        public override ValueTask<Payload> GetAsync(CancellationToken cancellationToken)
        {
            CallContext.Current.TookEffect();
            return base.GetAsync(cancellationToken);
        }
    }

    private sealed class TailOrder : ItemOrder<Payload>
    {
        private readonly List<Item<Payload>> items = [];

        public override int Count => items.Count;

        public override Item<Payload>? Next => items.FirstOrDefault();

        public override IEnumerable<Item<Payload>> All => items;

        public override void Insert(Item<Payload> item) => items.Add(item);

        public override void RemoveNext() => items.RemoveAt(0);

        public override void Clear() => items.Clear();
    }

    private sealed class Uncounted(QueueReferent<Payload> queue) : ForwardingQueue<Payload>(queue)
    {
        public override async ValueTask<((long Number, TimeSpan Duration) Lease, int DeliveryCount, Payload Item, Caller? Origin)> TakeLeaseAsync(TimeSpan timeout, CancellationToken cancellationToken) =>
            await base.TakeLeaseAsync(timeout, cancellationToken) with { DeliveryCount = 1 };
    }

    private sealed class Unreturned(QueueReferent<Payload> queue) : ForwardingQueue<Payload>(queue)
    {
        private int abandoned;

        public override int UnfinishedCount => base.UnfinishedCount - abandoned;

        public override ValueTask ReleaseLeaseAsync(long lease, bool abandoned)
        {
            this.abandoned++;
            return base.ReleaseLeaseAsync(lease, abandoned);
        }
    }

    private sealed class NeverDone(QueueReferent<Payload> queue) : ForwardingQueue<Payload>(queue)
    {
        private int completed;

        public override int UnfinishedCount => base.UnfinishedCount + completed;

        public override ValueTask CompleteLeaseAsync(long lease)
        {
            completed++;
            return base.CompleteLeaseAsync(lease);
        }
    }

    private sealed class Torn(QueueReferent<Payload> queue) : ForwardingQueue<Payload>(queue)
    {
        public override async ValueTask<bool> TryPutManyAsync(IReadOnlyCollection<Payload> items, CancellationToken cancellationToken)
        {
            var all = true;
            foreach (var item in items)
            {
                all &= await TryPutAsync(item, cancellationToken);
            }

            return all;
        }
    }

    /// <summary>Refuses to put where there is no room, instead of waiting.</summary>
    internal sealed class Impatient(QueueOptions options) : ForwardingQueue<Payload>(Real(options))
    {
        public override ValueTask PutAsync(Payload item, CancellationToken cancellationToken) =>
            IsFull ? throw new QueueShutDownException("") : base.PutAsync(item, cancellationToken);
    }

    private sealed class Undemanding(QueueReferent<Payload> queue) : ForwardingQueue<Payload>(queue)
    {
        public override ValueTask TaskDoneAsync(CancellationToken cancellationToken) =>
            base.UnfinishedCount == Count ? ValueTask.CompletedTask : base.TaskDoneAsync(cancellationToken);
    }

    private sealed class Hasty(QueueReferent<Payload> queue) : ForwardingQueue<Payload>(queue)
    {
        public override ValueTask<(bool Taken, Payload Item)> TryGetAsync(CancellationToken cancellationToken) =>
            IsShutDown ? throw new QueueShutDownException("") : base.TryGetAsync(cancellationToken);
    }

    private sealed class Keeping(QueueReferent<Payload> queue) : ForwardingQueue<Payload>(queue)
    {
        public override ValueTask ShutDownAsync(bool immediate, CancellationToken cancellationToken) => base.ShutDownAsync(false, cancellationToken);
    }
}
