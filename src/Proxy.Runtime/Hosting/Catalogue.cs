using SharedObjects.Calls.Encoding;
using SharedObjects.Objects.Arrays;
using SharedObjects.Objects.Barrier;
using SharedObjects.Objects.Counter;
using SharedObjects.Objects.Dictionary;
using SharedObjects.Objects.Event;
using SharedObjects.Objects.Latch;
using SharedObjects.Objects.List;
using SharedObjects.Objects.Locking;
using SharedObjects.Objects.Namespace;
using SharedObjects.Objects.PriorityQueue;
using SharedObjects.Objects.Queue;
using SharedObjects.Objects.ReaderWriterLock;
using SharedObjects.Objects.Semaphore;
using SharedObjects.Objects.Set;
using SharedObjects.Objects.Stack;
using SharedObjects.Objects.Topic;
using SharedObjects.Objects.Value;

namespace SharedObjects.Hosting;

/// <summary>The table of built-in kinds: one line each, how to make one and how to restore one.</summary>
internal static class Catalogue
{
    private static readonly PayloadArithmetic Numbers = PayloadArithmetic.Instance;

    public static void Register(Registrations manager, TimeProvider time) => manager
        .Add<ISharedQueue<Payload>, (int, int, long)>(options => new QueueReferent<Payload>(QueueOptions.Of(options), time), state => new QueueReferent<Payload>(state, time), optional: true)
        .Add<ISharedStack<Payload>, int?>(capacity => new StackReferent<Payload>(capacity, time), state => new StackReferent<Payload>(state, time))
        .Add<ISharedPriorityQueue<Payload, Payload>, int?>(capacity => new PriorityQueueReferent<Payload, Payload>(capacity, time), state => new PriorityQueueReferent<Payload, Payload>(state, time))
        .Add<ISharedTopic<Payload>>(() => new TopicReferent<Payload>(time), state => new TopicReferent<Payload>(state, time))
        .Add<ISharedLock>(() => new LockReferent(time), state => new LockReferent(state, time))
        .Add<ISharedReentrantLock>(() => new ReentrantLockReferent(time), state => new ReentrantLockReferent(state, time))
        .Add<ISharedReaderWriterLock>(() => new ReaderWriterLockReferent(time), state => new ReaderWriterLockReferent(state, time))
        .Add<ISharedCondition>(() => new ConditionReferent(time), state => new ConditionReferent(state, time))
        .Add<ISharedSemaphore, (int, int)>(counts => new SemaphoreReferent(counts.Item1, counts.Item2 == int.MaxValue ? null : counts.Item2, time), state => new SemaphoreReferent(state, time))
        .Add<ISharedEvent, bool>(initialState => new EventReferent(initialState, time), state => new EventReferent(state, time), optional: true)
        .Add<ISharedLatch, int>(initialCount => new LatchReferent(initialCount, time), state => new LatchReferent(state, time))
        .Add<ISharedBarrier, int>(participantCount => new BarrierReferent(participantCount, time), state => new BarrierReferent(state, time))
        .Add<ISharedCounter, long>(static initialValue => new CounterReferent(initialValue), static state => new CounterReferent(state), optional: true)
        .AddFilled<ISharedValue<Payload>>(arguments => new ValueReferent<Payload>(arguments.ReadElement<Payload>(), Numbers, time), state => new ValueReferent<Payload>(state, Numbers, time))
        .AddFilled<ISharedArray<Payload>>(static arguments => ArrayReferent<Payload>.Create(arguments, Numbers), static state => new ArrayReferent<Payload>(state, Numbers))
        .Add<ISharedNamespace>(static () => new NamespaceReferent(), static state => new NamespaceReferent(state))
        .Add<ISharedList<Payload>>(static () => new ListReferent<Payload>(), static state => new ListReferent<Payload>(state))
        .Add<ISharedDictionary<Payload, Payload>>(static () => new DictionaryReferent<Payload, Payload>(), static state => new DictionaryReferent<Payload, Payload>(state))
        .Add<ISharedSet<Payload>>(static () => new SetReferent<Payload>(), static state => new SetReferent<Payload>(state));
}
