using SharedObjects.Conformance.Tests.Backends;
using SharedObjects.Conformance.Tests.Suites;

namespace SharedObjects.Conformance.Tests;

// What processes wait for each other with.
public sealed class DirectLock(DirectBackend backend) : LockSuite(backend), IClassFixture<DirectBackend>;

public sealed class InProcessLock(InProcessBackend backend) : LockSuite(backend), IClassFixture<InProcessBackend>;

public sealed class ChildProcessLock(ChildProcessBackend backend) : LockSuite(backend), IClassFixture<ChildProcessBackend>;

public sealed class DirectReentrantLock(DirectBackend backend) : ReentrantLockSuite(backend), IClassFixture<DirectBackend>;

public sealed class InProcessReentrantLock(InProcessBackend backend) : ReentrantLockSuite(backend), IClassFixture<InProcessBackend>;

public sealed class ChildProcessReentrantLock(ChildProcessBackend backend) : ReentrantLockSuite(backend), IClassFixture<ChildProcessBackend>;

public sealed class DirectCondition(DirectBackend backend) : ConditionSuite(backend), IClassFixture<DirectBackend>;

public sealed class InProcessCondition(InProcessBackend backend) : ConditionSuite(backend), IClassFixture<InProcessBackend>;

public sealed class ChildProcessCondition(ChildProcessBackend backend) : ConditionSuite(backend), IClassFixture<ChildProcessBackend>;

public sealed class DirectReaderWriterLock(DirectBackend backend) : ReaderWriterLockSuite(backend), IClassFixture<DirectBackend>;

public sealed class InProcessReaderWriterLock(InProcessBackend backend) : ReaderWriterLockSuite(backend), IClassFixture<InProcessBackend>;

public sealed class ChildProcessReaderWriterLock(ChildProcessBackend backend) : ReaderWriterLockSuite(backend), IClassFixture<ChildProcessBackend>;

public sealed class DirectSemaphore(DirectBackend backend) : SemaphoreSuite(backend), IClassFixture<DirectBackend>;

public sealed class InProcessSemaphore(InProcessBackend backend) : SemaphoreSuite(backend), IClassFixture<InProcessBackend>;

public sealed class ChildProcessSemaphore(ChildProcessBackend backend) : SemaphoreSuite(backend), IClassFixture<ChildProcessBackend>;

public sealed class DirectBarrier(DirectBackend backend) : BarrierSuite(backend), IClassFixture<DirectBackend>;

public sealed class InProcessBarrier(InProcessBackend backend) : BarrierSuite(backend), IClassFixture<InProcessBackend>;

public sealed class ChildProcessBarrier(ChildProcessBackend backend) : BarrierSuite(backend), IClassFixture<ChildProcessBackend>;
