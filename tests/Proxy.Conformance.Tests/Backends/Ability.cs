namespace SharedObjects.Conformance.Tests.Backends;

/// <summary>What a backend may be unable to do; a test that needs it is then skipped with the backend's reason.</summary>
public enum Ability
{
    /// <summary>Time passes when the test says so.</summary>
    SetsTheTime,

    /// <summary>Values are encoded on their way.</summary>
    Encodes,

    /// <summary>Objects are used through proxies that can be compared and disposed.</summary>
    HasProxies,

    /// <summary>Several clients, each with a session of its own, may use one object.</summary>
    HasSessions,

    /// <summary>Many threads may use one object at once.</summary>
    ServesManyThreads,
}
