using SharedObjects.Calls.Encoding;
using SharedObjects.Objects.Arrays;
using SharedObjects.Objects.Counter;
using SharedObjects.Objects.Event;
using SharedObjects.Objects.Latch;
using SharedObjects.Objects.Lock;
using SharedObjects.Objects.Namespace;
using SharedObjects.Objects.Queue;
using SharedObjects.Objects.Topic;
using SharedObjects.Objects.Value;

namespace SharedObjects.Hosting;

/// <summary>The table of built-in kinds: one line each, how to make one and how to restore one.</summary>
internal static class Catalogue
{
    private static readonly PayloadArithmetic Numbers = PayloadArithmetic.Instance;

    public static void Register(Registrations manager, TimeProvider time) => manager
        .Add<ISharedQueue<Payload>, int?>(capacity => new QueueReferent<Payload>(capacity, time), state => new QueueReferent<Payload>(state, time))
        .Add<ISharedLock>(() => new LockReferent(time), state => new LockReferent(state, time))
        .Add<ISharedTopic<Payload>>(() => new TopicReferent<Payload>(time), state => new TopicReferent<Payload>(state, time))
        .Add<ISharedEvent, bool>(initialState => new EventReferent(initialState, time), state => new EventReferent(state, time))
        .Add<ISharedLatch, int>(initialCount => new LatchReferent(initialCount, time), state => new LatchReferent(state, time))
        .Add<ISharedCounter, long>(static initialValue => new CounterReferent(initialValue), static state => new CounterReferent(state))
        .AddFilled<ISharedValue<Payload>>(arguments => new ValueReferent<Payload>(arguments.ReadElement<Payload>(), Numbers, time), state => new ValueReferent<Payload>(state, Numbers, time))
        .AddFilled<ISharedArray<Payload>>(static arguments => ArrayReferent<Payload>.Create(arguments, Numbers), static state => new ArrayReferent<Payload>(state, Numbers))
        .Add<ISharedNamespace>(static () => new NamespaceReferent(), static state => new NamespaceReferent(state));
}
