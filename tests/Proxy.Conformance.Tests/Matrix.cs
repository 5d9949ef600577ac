using SharedObjects.Conformance.Tests.Backends;
using SharedObjects.Conformance.Tests.Suites;

namespace SharedObjects.Conformance.Tests;

// Every object kind by every backend: one line per cell.
public sealed class DirectLock(DirectBackend backend) : LockSuite(backend), IClassFixture<DirectBackend>;

public sealed class InProcessLock(InProcessBackend backend) : LockSuite(backend), IClassFixture<InProcessBackend>;

public sealed class ChildProcessLock(ChildProcessBackend backend) : LockSuite(backend), IClassFixture<ChildProcessBackend>;
