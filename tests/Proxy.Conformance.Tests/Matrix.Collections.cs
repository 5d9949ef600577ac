using SharedObjects.Conformance.Tests.Backends;
using SharedObjects.Conformance.Tests.Suites;

namespace SharedObjects.Conformance.Tests;

public sealed class DirectDictionary(DirectBackend backend) : DictionarySuite(backend), IClassFixture<DirectBackend>;

public sealed class InProcessDictionary(InProcessBackend backend) : DictionarySuite(backend), IClassFixture<InProcessBackend>;

public sealed class ChildProcessDictionary(ChildProcessBackend backend) : DictionarySuite(backend), IClassFixture<ChildProcessBackend>;

public sealed class DirectList(DirectBackend backend) : ListSuite(backend), IClassFixture<DirectBackend>;

public sealed class InProcessList(InProcessBackend backend) : ListSuite(backend), IClassFixture<InProcessBackend>;

public sealed class ChildProcessList(ChildProcessBackend backend) : ListSuite(backend), IClassFixture<ChildProcessBackend>;

public sealed class DirectSet(DirectBackend backend) : SetSuite(backend), IClassFixture<DirectBackend>;

public sealed class InProcessSet(InProcessBackend backend) : SetSuite(backend), IClassFixture<InProcessBackend>;

public sealed class ChildProcessSet(ChildProcessBackend backend) : SetSuite(backend), IClassFixture<ChildProcessBackend>;

public sealed class InProcessNesting : Nesting.NestedObjectTests
{
    protected override ValueTask<SharedManager> StartAsync() => ValueTask.FromResult(SharedManager.StartInProcess());
}

public sealed class ChildProcessNesting : Nesting.NestedObjectTests
{
    protected override ValueTask<SharedManager> StartAsync() => SharedManager.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
}
