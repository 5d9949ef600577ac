using Nerdbank.MessagePack;
using SharedObjects.Calls;
using SharedObjects.Calls.Encoding;
using SharedObjects.Contracts.State;
using SharedObjects.Server;

namespace SharedObjects.Hosting;

/// <summary>What a manager's startup registered, on top of the built-in kinds.</summary>
internal sealed class Registrations : ManagerBuilder
{
    /// <summary>What stands for elements that nobody gave: the default, which only clients know.</summary>
    private static readonly Payload Nil = new([MessagePackCode.Nil], null);

    public Registrations(TimeProvider timeProvider)
    {
        TimeProvider = timeProvider;
        Catalogue.Register(this, timeProvider);
    }

    public override TimeProvider TimeProvider { get; }

    public Dictionary<string, ObjectFactory> Factories { get; } = [];

    /// <summary>How to make what has a name, in the order of registration.</summary>
    public OrderedDictionary<string, Func<SharedManager, Task<object>>> Names { get; } = [];

    public override ManagerBuilder Register<TContract>(Func<TContract> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        return Register<TContract>((_, _) => factory(), restore: null);
    }

    public override ManagerBuilder RegisterFactory<TContract, TArgument>(Func<TArgument, TContract> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        return Add(factory, restore: null);
    }

    /// <summary>Registers a built-in kind that needs nothing to be made: how to make one, and how to make one from its saved state.</summary>
    public Registrations Add<TContract>(Func<TContract> create, Func<StateReader, TContract>? restore)
        where TContract : class => Register<TContract>((_, _) => create(), restore);

    /// <summary>Registers a kind that is made from a value.</summary>
    /// <param name="create">How to make one.</param>
    /// <param name="restore">How to make one from its saved state; <see langword="null"/> for kinds that cannot be saved.</param>
    /// <param name="optional">Whether nothing may be given; then it is made from the default.</param>
    public Registrations Add<TContract, TArgument>(Func<TArgument, TContract> create, Func<StateReader, TContract>? restore, bool optional = false)
        where TContract : class => Register<TContract>(
        (argument, serializer) =>
        {
            if (argument.Bytes is null && !optional && !TakesNothing<TArgument>())
            {
                throw new EncodingException($"A {typeof(TContract)} is created from a {typeof(TArgument)}, and nothing was given: CreateAsync<{typeof(TContract).Name}, {typeof(TArgument).Name}>(…). With a name: RegisterNamed(name, manager => …).");
            }

            TArgument value;
            try
            {
                value = ElementCodec<TArgument>.Decode(argument, serializer);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                throw new EncodingException($"A {typeof(TContract)} is created from a {typeof(TArgument)}, and something else was given: CreateAsync<{typeof(TContract).Name}, {typeof(TArgument).Name}>(…). {exception.Message}", exception);
            }

            return create(value);
        },
        restore);

    /// <summary>Registers a built-in kind that is made from elements: its creator writes them as a state is written.</summary>
    public Registrations AddFilled<TContract>(Func<StateReader, TContract> create, Func<StateReader, TContract> restore)
        where TContract : class => Register<TContract>(
        (arguments, serializer) =>
        {
            try
            {
                return create(new PayloadStateReader(arguments.Length == 0 ? Nil : arguments, serializer));
            }
            catch (Exception exception) when (exception is MessagePackSerializationException or EndOfStreamException)
            {
                throw new EncodingException($"A {typeof(TContract)} is created from its first elements, and something else was given: use the method of SharedManager that makes one; with a name, RegisterNamed(name, manager => …).", exception);
            }
        },
        restore);

    public override ManagerBuilder RegisterNamed<TContract>(string name)
    {
        _ = Contract.Of<TContract>();
        return this.RegisterNamed(name, static manager => manager.CreateAsync<TContract>());
    }

    public void Name<TContract>(string name, Func<SharedManager, ValueTask<TContract>> create)
        where TContract : class
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(create);
        if (!Names.TryAdd(name, async manager => await create(manager).ConfigureAwait(false)))
        {
            throw new ArgumentException($"The name '{name}' is taken.", nameof(name));
        }
    }

    /// <summary>Whether nothing is a value: null where there is one. A payload is whatever its creator left it.</summary>
    private static bool TakesNothing<TArgument>() => default(TArgument) is null || typeof(TArgument) == typeof(Payload);

    private Registrations Register<TContract>(Func<Payload, ValueSerializer, object> create, Func<StateReader, object>? restore)
    {
        var contract = Contract.Of<TContract>();
        if (contract.Dispatcher.Interface != typeof(TContract))
        {
            throw new NotManagedException($"{contract.Name} is generic, so a manager hosts it as {contract.Dispatcher.Interface}: register that, with a referent that keeps its elements as Payload.");
        }

        Factories[contract.Name] = new ObjectFactory(contract, create, restore);
        return this;
    }
}
