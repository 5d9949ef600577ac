using SharedObjects.Objects.Lock;
using SharedObjects.Objects.PriorityQueue;
using SharedObjects.Objects.Queue;
using SharedObjects.Objects.Stack;
using SharedObjects.Objects.Topic;

namespace SharedObjects.Hosting;

/// <summary>The table of built-in kinds: one line each, how to make one and how to restore one.</summary>
internal static class Catalogue
{
    public static void Register(Registrations manager, TimeProvider time) => manager
        .Add<ISharedQueue<Payload>, (int, int, long)>(argument => new QueueReferent<Payload>(QueueOptions.Of(argument), time), state => new QueueReferent<Payload>(state, time))
        .Add<ISharedStack<Payload>, int?>(capacity => new StackReferent<Payload>(capacity, time), state => new StackReferent<Payload>(state, time))
        .Add<ISharedPriorityQueue<Payload, Payload>, int?>(capacity => new PriorityQueueReferent<Payload, Payload>(capacity, time), state => new PriorityQueueReferent<Payload, Payload>(state, time))
        .Add<ISharedLock>(() => new LockReferent(time), state => new LockReferent(state, time))
        .Add<ISharedTopic<Payload>>(() => new TopicReferent<Payload>(time), state => new TopicReferent<Payload>(state, time));
}
