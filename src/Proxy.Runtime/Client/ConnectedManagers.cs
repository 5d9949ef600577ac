using System.Collections.Concurrent;
using SharedObjects.Calls;

namespace SharedObjects.Client;

/// <summary>The managers this process is connected to, by home: where a reference that arrives from anywhere is resolved.</summary>
internal static class ConnectedManagers
{
    private static readonly ConcurrentDictionary<Guid, ClientSession> Sessions = new();

    public static void Add(ClientSession session) => Sessions.TryAdd(session.Home, session);

    public static void Remove(ClientSession session) => Sessions.TryRemove(KeyValuePair.Create(session.Home, session));

    /// <exception cref="ObjectNotFoundException">This process is not connected to the object's manager.</exception>
    public static ClientSession Find(ObjectReference reference) => Sessions.TryGetValue(reference.Home, out var session)
        ? session
        : throw new ObjectNotFoundException($"{reference.Contract}#{reference.Id} lives in a manager this process is not connected to; connect to it first.");
}
