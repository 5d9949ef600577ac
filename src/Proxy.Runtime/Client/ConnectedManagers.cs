using System.Collections.Concurrent;
using SharedObjects.Calls;

namespace SharedObjects.Client;

/// <summary>The managers this process is connected to, by home: where a reference that arrives from anywhere is resolved.</summary>
internal static class ConnectedManagers
{
    private static readonly ConcurrentDictionary<Guid, ClientSession> Sessions = new();

    // A program may end without disposing anything. What it took it has all the same, so the managers are told.
    static ConnectedManagers() => AppDomain.CurrentDomain.ProcessExit += static (_, _) =>
        Task.WaitAll(Sessions.Values.Select(static session => session.FlushAsync()));

    public static void Add(ClientSession session) => Sessions.TryAdd(session.Home, session);

    public static void Remove(ClientSession session) => Sessions.TryRemove(KeyValuePair.Create(session.Home, session));

    /// <exception cref="ObjectNotFoundException">This process is not connected to the object's manager.</exception>
    public static ClientSession Find(ObjectReference reference) => Sessions.TryGetValue(reference.Home, out var session)
        ? session
        : throw new ObjectNotFoundException($"{reference.Contract}#{reference.Id} lives in a manager this process is not connected to; connect to it first.");
}
