using SharedObjects.Calls;
using SharedObjects.Calls.Encoding;
using SharedObjects.Generated.SharedObjects;

namespace SharedObjects;

/// <content>Events, latches, counters and values.</content>
public sealed partial class SharedManager
{
    /// <summary>Makes an event.</summary>
    /// <param name="initialState">Whether it is set at first.</param>
    /// <param name="cancellationToken">Gives the creation up.</param>
    public ValueTask<ISharedEvent> EventAsync(bool initialState = false, CancellationToken cancellationToken = default) =>
        CreateAsync<ISharedEvent, bool>(initialState, cancellationToken);

    /// <summary>Makes a latch.</summary>
    /// <param name="initialCount">How many signals it takes; zero for one that is set.</param>
    /// <param name="cancellationToken">Gives the creation up.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="initialCount"/> is negative.</exception>
    public ValueTask<ISharedLatch> LatchAsync(int initialCount, CancellationToken cancellationToken = default) =>
        CreateAsync<ISharedLatch, int>(initialCount, cancellationToken);

    /// <summary>Makes a counter.</summary>
    /// <param name="initialValue">The number at first.</param>
    /// <param name="cancellationToken">Gives the creation up.</param>
    public ValueTask<ISharedCounter> CounterAsync(long initialValue = 0, CancellationToken cancellationToken = default) =>
        CreateAsync<ISharedCounter, long>(initialValue, cancellationToken);

    /// <summary>Makes a value.</summary>
    /// <param name="initialValue">The value at first; it may refer to shared objects of this manager.</param>
    /// <param name="cancellationToken">Gives the creation up.</param>
    public ValueTask<ISharedValue<T>> ValueAsync<T>(T initialValue, CancellationToken cancellationToken = default)
    {
        ProxyFactory<ISharedValue<T>>.Use(static handle => new SharedValueProxy<T>(handle));
        return CreateAsync<ISharedValue<T>>(arguments => arguments.WriteElement(initialValue), cancellationToken);
    }

    /// <summary>Makes an array whose elements are all <c>default(T)</c> at first.</summary>
    /// <param name="length">How many elements it has.</param>
    /// <param name="cancellationToken">Gives the creation up.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative or above 67 108 864.</exception>
    public ValueTask<ISharedArray<T>> ArrayAsync<T>(int length, CancellationToken cancellationToken = default)
    {
        ProxyFactory<ISharedArray<T>>.Use(static handle => new SharedArrayProxy<T>(handle));

        // The manager does not know what a T's default looks like, and what was set to it must equal what was never set.
        return CreateAsync<ISharedArray<T>>(
            arguments =>
            {
                arguments.Write(false);
                arguments.Write(length);
                arguments.WriteElement(default(T));
            },
            cancellationToken);
    }

    /// <summary>Makes an array.</summary>
    /// <param name="initialValues">Its elements at first; they may refer to shared objects of this manager.</param>
    /// <param name="cancellationToken">Gives the creation up.</param>
    public ValueTask<ISharedArray<T>> ArrayAsync<T>(IEnumerable<T> initialValues, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(initialValues);
        ProxyFactory<ISharedArray<T>>.Use(static handle => new SharedArrayProxy<T>(handle));
        return CreateAsync<ISharedArray<T>>(
            arguments =>
            {
                arguments.Write(true);
                arguments.WriteElements<T>([.. initialValues]);
            },
            cancellationToken);
    }

    /// <summary>Makes a namespace.</summary>
    /// <param name="cancellationToken">Gives the creation up.</param>
    public ValueTask<ISharedNamespace> NamespaceAsync(CancellationToken cancellationToken = default) => CreateAsync<ISharedNamespace>(cancellationToken);

    /// <summary>Makes an object from elements, in the form in which its state would be saved.</summary>
    private async ValueTask<TContract> CreateAsync<TContract>(Action<PayloadStateWriter> write, CancellationToken cancellationToken)
        where TContract : class
    {
        var arguments = new PayloadStateWriter(Session.Serializer);
        try
        {
            write(arguments);
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or EncodingException))
        {
            throw new EncodingException($"What a {typeof(TContract)} is created from cannot be encoded. {exception.GetBaseException().Message}", exception);
        }

        var contract = Contract.Of<TContract>();
        var handle = await Session.Manager.CreateAsync(contract.Name, ProxyFactory<TContract>.Elements, arguments.ToPayload(), cancellationToken).ConfigureAwait(false);
        return contract.CreateProxy<TContract>(handle);
    }
}
