using SharedObjects.Conformance.Tests.Backends;
using SharedObjects.Conformance.Tests.Suites;

namespace SharedObjects.Conformance.Tests;

public sealed class DirectTopic(DirectBackend backend) : TopicSuite(backend), IClassFixture<DirectBackend>;

public sealed class InProcessTopic(InProcessBackend backend) : TopicSuite(backend), IClassFixture<InProcessBackend>;

public sealed class ChildProcessTopic(ChildProcessBackend backend) : TopicSuite(backend), IClassFixture<ChildProcessBackend>;
