using SharedObjects.Conformance.Tests.Backends;
using SharedObjects.Conformance.Tests.Suites;

namespace SharedObjects.Conformance.Tests;

public sealed class DirectQueue(DirectBackend backend) : QueueSuite(backend), IClassFixture<DirectBackend>;

public sealed class InProcessQueue(InProcessBackend backend) : QueueSuite(backend), IClassFixture<InProcessBackend>;

public sealed class ChildProcessQueue(ChildProcessBackend backend) : QueueSuite(backend), IClassFixture<ChildProcessBackend>;

public sealed class DirectStack(DirectBackend backend) : StackSuite(backend), IClassFixture<DirectBackend>;

public sealed class InProcessStack(InProcessBackend backend) : StackSuite(backend), IClassFixture<InProcessBackend>;

public sealed class ChildProcessStack(ChildProcessBackend backend) : StackSuite(backend), IClassFixture<ChildProcessBackend>;

public sealed class DirectPriorityQueue(DirectBackend backend) : PriorityQueueSuite(backend), IClassFixture<DirectBackend>;

public sealed class InProcessPriorityQueue(InProcessBackend backend) : PriorityQueueSuite(backend), IClassFixture<InProcessBackend>;

public sealed class ChildProcessPriorityQueue(ChildProcessBackend backend) : PriorityQueueSuite(backend), IClassFixture<ChildProcessBackend>;
