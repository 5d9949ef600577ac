using SharedObjects.Conformance.Tests.Backends;
using SharedObjects.Conformance.Tests.Suites;

namespace SharedObjects.Conformance.Tests;

// Every object kind by every backend: one line per cell.
public sealed class DirectQueue(DirectBackend backend) : QueueSuite(backend), IClassFixture<DirectBackend>;

public sealed class InProcessQueue(InProcessBackend backend) : QueueSuite(backend), IClassFixture<InProcessBackend>;

public sealed class ChildProcessQueue(ChildProcessBackend backend) : QueueSuite(backend), IClassFixture<ChildProcessBackend>;
