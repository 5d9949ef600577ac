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
