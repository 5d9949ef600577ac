using SharedObjects.Conformance.Tests.Backends;
using SharedObjects.Conformance.Tests.Suites;

namespace SharedObjects.Conformance.Tests;

// Events, latches, counters and values by every backend: one line per cell.
public sealed class DirectEvent(DirectBackend backend) : EventSuite(backend), IClassFixture<DirectBackend>;

public sealed class InProcessEvent(InProcessBackend backend) : EventSuite(backend), IClassFixture<InProcessBackend>;

public sealed class ChildProcessEvent(ChildProcessBackend backend) : EventSuite(backend), IClassFixture<ChildProcessBackend>;

public sealed class DirectLatch(DirectBackend backend) : LatchSuite(backend), IClassFixture<DirectBackend>;

public sealed class InProcessLatch(InProcessBackend backend) : LatchSuite(backend), IClassFixture<InProcessBackend>;

public sealed class ChildProcessLatch(ChildProcessBackend backend) : LatchSuite(backend), IClassFixture<ChildProcessBackend>;

public sealed class DirectCounter(DirectBackend backend) : CounterSuite(backend), IClassFixture<DirectBackend>;

public sealed class InProcessCounter(InProcessBackend backend) : CounterSuite(backend), IClassFixture<InProcessBackend>;

public sealed class ChildProcessCounter(ChildProcessBackend backend) : CounterSuite(backend), IClassFixture<ChildProcessBackend>;

public sealed class DirectValue(DirectBackend backend) : ValueSuite(backend), IClassFixture<DirectBackend>;

public sealed class InProcessValue(InProcessBackend backend) : ValueSuite(backend), IClassFixture<InProcessBackend>;

public sealed class ChildProcessValue(ChildProcessBackend backend) : ValueSuite(backend), IClassFixture<ChildProcessBackend>;

public sealed class DirectArray(DirectBackend backend) : ArraySuite(backend), IClassFixture<DirectBackend>;

public sealed class InProcessArray(InProcessBackend backend) : ArraySuite(backend), IClassFixture<InProcessBackend>;

public sealed class ChildProcessArray(ChildProcessBackend backend) : ArraySuite(backend), IClassFixture<ChildProcessBackend>;

public sealed class DirectNamespace(DirectBackend backend) : NamespaceSuite(backend), IClassFixture<DirectBackend>;

public sealed class InProcessNamespace(InProcessBackend backend) : NamespaceSuite(backend), IClassFixture<InProcessBackend>;

public sealed class ChildProcessNamespace(ChildProcessBackend backend) : NamespaceSuite(backend), IClassFixture<ChildProcessBackend>;
