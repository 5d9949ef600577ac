using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using SharedObjects.Calls;
using SharedObjects.Calls.Encoding;
using SharedObjects.Calls.Frames;
using SharedObjects.Contracts;
using SharedObjects.Server.Objects;
using SharedObjects.Server.Sessions;

namespace SharedObjects.Server;

/// <summary>A manager without its process: the objects, the sessions, and what can be created. In one process or behind a transport, it is the same.</summary>
internal sealed class ManagerServer : IObjectHost, IAsyncDisposable
{
    private readonly Dictionary<string, ObjectFactory> factories;
    private readonly Dictionary<string, ObjectEntry> names = [];
    private readonly ConcurrentDictionary<Guid, Session> sessions = new();
    private readonly ConditionalWeakTable<object, HostedReferent> hosted = [];
    private readonly Session own;
    private int disposed;

    /// <param name="factories">What can be created, by contract.</param>
    /// <param name="serializer">Decodes what factories are given.</param>
    /// <param name="logger">Where trouble is told.</param>
    public ManagerServer(Dictionary<string, ObjectFactory> factories, ValueSerializer serializer, ILogger logger)
    {
        Serializer = serializer;
        Logger = logger;
        Objects = new ObjectTable(Home, logger);
        this.factories = factories;
        own = new Session(this, CallerOf(Guid.NewGuid(), Environment.ProcessId), repliesHere: false, isManagers: true);
        Root = Objects.AddManager(Contract.Of<IManagerObject>(), new ManagerObject(this));
    }

    /// <summary>This manager's epoch: no other manager, before or after, has the same.</summary>
    public Guid Home { get; } = Guid.NewGuid();

    public ValueSerializer Serializer { get; }

    public ILogger Logger { get; }

    public ObjectTable Objects { get; }

    public ObjectEntry Root { get; }

    /// <summary>How many sessions are open; for diagnosis and tests.</summary>
    public int SessionCount => sessions.Count;

    /// <summary>How many calls are under way, those between objects of the manager included.</summary>
    public int CallCount => own.CallCount + sessions.Values.Sum(static session => session.CallCount);

    public static Caller CallerOf(Guid session, int processId) =>
        new(session, processId, Path.GetFileNameWithoutExtension(Environment.ProcessPath) ?? "", Environment.MachineName);

    /// <summary>Opens a session for a client.</summary>
    /// <param name="caller">Who it is.</param>
    /// <param name="repliesHere">See <see cref="Session"/>.</param>
    /// <param name="maximumFrameLength">How long a reply may be, in bytes.</param>
    public Session OpenSession(Caller caller, bool repliesHere, int maximumFrameLength = int.MaxValue)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref disposed) != 0, this);
        var session = new Session(this, caller, repliesHere, maximumFrameLength);
        sessions[caller.Session] = session;
        return session;
    }

    public void Forget(Session session) => sessions.TryRemove(session.Caller.Session, out _);

    /// <exception cref="NotManagedException">Nothing is registered for the contract.</exception>
    public ObjectFactory FactoryOf(string contract) => factories.TryGetValue(contract, out var factory)
        ? factory
        : throw new NotManagedException($"This manager cannot create a {contract}: register it in the manager's startup class (IManagerStartup.Configure).");

    /// <summary>A handle that leaves the manager.</summary>
    public LocalHandle HandleOf(ObjectEntry entry) => new(entry, own);

    /// <summary>A handle that a referent is given and may keep.</summary>
    public LocalHandle StoredHandleOf(ObjectEntry entry)
    {
        entry.MarkStored();
        return new(entry, own);
    }

    /// <summary>Hosts a new referent.</summary>
    public ObjectHandle Host(Contract contract, string elements, object referent) =>
        new LocalHandle(Add(contract, elements, referent), own, isCreation: true);

    /// <summary>
    /// A referent's plain result becomes a shared object, the same one each time; a referent that is shared already is the object it is. One that
    /// was not belongs to the referent that returned it: the manager does not dispose it. A part belongs to whoever it is handed to.
    /// </summary>
    /// <exception cref="NotManagedException">The referent implements the contract closed over something else than payloads.</exception>
    ObjectHandle IObjectHost.Host(object referent, Contract contract)
    {
        if (!contract.Dispatcher.Interface.IsInstanceOfType(referent))
        {
            throw new NotManagedException($"A {referent.GetType()} cannot be hosted as {contract.Name}: a manager keeps encoded values in the place of type arguments, so it hosts a {contract.Dispatcher.Interface} only.");
        }

        return referent is IPart && !hosted.TryGetValue(referent, out _)
            ? Host(contract, "", referent)
            : new LocalHandle(HostedOf(referent, contract).GetOrAdd(contract, (shared, turn, first) => Objects.AddReturned(shared, referent, turn, first)), own);
    }

    /// <summary>Keeps an object under a name for as long as there is the manager; before the first client is served.</summary>
    /// <exception cref="NotManagedException">It is no proxy of an object of this manager.</exception>
    public void Name(string name, object proxy)
    {
        if (proxy is not ManagedProxy { Handle.Reference: var reference } || reference.Home != Home || !Objects.TryGet(reference.Id, out var entry) || !entry.TryHold())
        {
            throw new NotManagedException($"What is to be named '{name}' is no shared object of this manager: return what the manager that the function is given has made.");
        }

        names.Add(name, entry);
    }

    /// <exception cref="ObjectNotFoundException">There is no such name.</exception>
    public ObjectHandle Open(string name) => names.TryGetValue(name, out var entry)
        ? HandleOf(entry)
        : throw new ObjectNotFoundException($"This manager has no object named '{name}'.");

    /// <summary>Ends every session, then disposes every object.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
        {
            return;
        }

        foreach (var session in sessions.Values)
        {
            session.End("the manager stopped");
        }

        await Objects.DisposeAllAsync().ConfigureAwait(false);
    }

    /// <summary>Where a referent is kept from being hosted twice.</summary>
    private HostedReferent HostedOf(object referent, Contract contract) => hosted.GetValue(referent, _ => new HostedReferent(Objects.NewTurn(contract)));

    private ObjectEntry Add(Contract contract, string elements, object referent)
    {
        ObjectEntry entry;
        if (referent is IPart part)
        {
            var whole = HostedOf(part.Whole, contract);
            var owner = whole.First is { } first && first.TryHold() ? first : null;
            entry = Objects.AddPart(contract, elements, referent, whole.Turn, owner);
        }
        else
        {
            entry = Objects.Add(contract, elements, referent);
        }

        hosted.GetValue(referent, _ => new HostedReferent(entry.Turn)).Add(entry);
        return entry;
    }
}
