using System.ComponentModel;
using SharedObjects.Contracts;

namespace SharedObjects;

/// <summary>
/// Values of any types, by name. Every operation is atomic. A value is read as the type it was set as, or not at all. Nobody holds it: what a process has set stays when it dies.
/// Names are compared ordinally; any but the empty one will do.
/// </summary>
[Managed]
[Inline]
public interface ISharedNamespace : ISharedObject
{
    /// <summary>How many names have a value now. It may have changed by the time it is read. Blocks for a round trip.</summary>
    int Count { get; }

    /// <summary>Gives a name a value, whatever it had before.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value; it is <typeparamref name="T"/> that it can be read as later, not the type of the object.</param>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, it succeeds all the same.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    async ValueTask SetAsync<T>(string name, T value, CancellationToken cancellationToken = default) =>
        await StoreAsync(name, TypeSchema.Of([typeof(T)]), value, AnyVersion, cancellationToken).ConfigureAwait(false);

    /// <summary>The value of a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="KeyNotFoundException">The name has no value.</exception>
    /// <exception cref="InvalidCastException">The value was set as another type.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    async ValueTask<T> GetAsync<T>(string name, CancellationToken cancellationToken = default) =>
        (await GetWithVersionAsync<T>(name, cancellationToken).ConfigureAwait(false)).Value;

    /// <summary>The value of a name, with its version: what <see cref="TrySetIfVersionAsync"/> compares.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The value, and the number of the change that set it; no name has a version twice, even if it was deleted meanwhile.</returns>
    /// <exception cref="KeyNotFoundException">The name has no value.</exception>
    /// <exception cref="InvalidCastException">The value was set as another type.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    async ValueTask<(T Value, long Version)> GetWithVersionAsync<T>(string name, CancellationToken cancellationToken = default) =>
        await FindAsync<T>(name, TypeSchema.Of([typeof(T)]), cancellationToken).ConfigureAwait(false) is var (value, version) && version != 0
            ? (value, version)
            : throw new KeyNotFoundException($"The namespace has no value by the name '{name}'.");

    /// <summary>The value of a name, if it has one.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Whether the name has a value, and the value.</returns>
    /// <exception cref="InvalidCastException">The value was set as another type.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    async ValueTask<(bool Found, T? Value)> TryGetAsync<T>(string name, CancellationToken cancellationToken = default)
    {
        var (value, version) = await FindAsync<T>(name, TypeSchema.Of([typeof(T)]), cancellationToken).ConfigureAwait(false);
        return (version != 0, value);
    }

    /// <summary>The value of a name, or another one if it has none; that is not stored.</summary>
    /// <param name="name">The name.</param>
    /// <param name="defaultValue">What is returned then.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="InvalidCastException">The value was set as another type.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    async ValueTask<T?> GetOrDefaultAsync<T>(string name, T? defaultValue = default, CancellationToken cancellationToken = default) =>
        await TryGetAsync<T>(name, cancellationToken).ConfigureAwait(false) is (true, var value) ? value : defaultValue;

    /// <summary>Gives a name a value if nobody has changed it since it was read.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    /// <param name="version">The version it was read with; zero if it had no value.</param>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>Whether the value was set.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="version"/> is negative.</exception>
    ValueTask<bool> TrySetIfVersionAsync<T>(string name, T value, long version, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(version);
        return StoreAsync(name, TypeSchema.Of([typeof(T)]), value, version, cancellationToken);
    }

    /// <summary>The value of a name; if it has none, it is given this one.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value to give.</param>
    /// <param name="cancellationToken">Ends the attempts; if one had been executed by then, its result is returned all the same.</param>
    /// <returns>The value the name has, whoever gave it.</returns>
    /// <exception cref="InvalidCastException">The name has a value of another type.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    ValueTask<T> GetOrAddAsync<T>(string name, T value, CancellationToken cancellationToken = default) =>
        GetOrAddAsync(name, _ => value, cancellationToken);

    /// <summary>The value of a name; if it has none, it is given the one that <paramref name="valueFactory"/> makes of the name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="valueFactory">Makes the value, in this process and at most once; what it makes is not used if somebody else was faster.</param>
    /// <param name="cancellationToken">Ends the attempts; if one had been executed by then, its result is returned all the same.</param>
    /// <returns>The value the name has, whoever gave it.</returns>
    /// <exception cref="InvalidCastException">The name has a value of another type.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    async ValueTask<T> GetOrAddAsync<T>(string name, Func<string, T> valueFactory, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(valueFactory);
        var type = TypeSchema.Of([typeof(T)]);
        var (isMade, made) = (false, default(T)!);
        while (true)
        {
            var (value, version) = await FindAsync<T>(name, type, cancellationToken).ConfigureAwait(false);
            if (version != 0)
            {
                return value;
            }

            (isMade, made) = (true, isMade ? made : valueFactory(name));
            if (await StoreAsync(name, type, made, 0, cancellationToken).ConfigureAwait(false))
            {
                return made;
            }
        }
    }

    /// <summary>
    /// Gives a name the value that <paramref name="update"/> makes of the one it has. The function runs in this process, again if somebody else has changed the name meanwhile: let it do nothing else.
    /// </summary>
    /// <param name="name">The name.</param>
    /// <param name="update">Makes the new value of the old one.</param>
    /// <param name="cancellationToken">Ends the attempts; if one had been executed by then, its result is returned all the same.</param>
    /// <returns>The value that was set.</returns>
    /// <exception cref="KeyNotFoundException">The name has no value.</exception>
    /// <exception cref="InvalidCastException">The value was set as another type.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    async ValueTask<T> UpdateAsync<T>(string name, Func<T, T> update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        while (true)
        {
            var (value, version) = await GetWithVersionAsync<T>(name, cancellationToken).ConfigureAwait(false);
            var updated = update(value);
            if (await TrySetIfVersionAsync(name, updated, version, cancellationToken).ConfigureAwait(false))
            {
                return updated;
            }
        }
    }

    /// <summary>Takes a name's value away.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>Whether it had one.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    ValueTask<bool> DeleteAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Whether a name has a value, of whatever type.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    ValueTask<bool> ContainsAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>The names that have a value at one moment, in ordinal order.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    ValueTask<string[]> KeysAsync(CancellationToken cancellationToken = default);

    /// <summary>Takes all values away in one step.</summary>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, it succeeds all the same.</param>
    ValueTask ClearAsync(CancellationToken cancellationToken = default);

    /// <summary>The call behind the reading members; a version of zero says that there is no value.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ValueTask<(T Value, long Version)> FindAsync<T>(string name, string type, CancellationToken cancellationToken);

    /// <summary>The call behind the setting members: the value is set if the name has that version.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ValueTask<bool> StoreAsync<T>(string name, string type, T value, long version, CancellationToken cancellationToken);

    /// <summary>Stands for whatever version there is.</summary>
    private const long AnyVersion = -1;
}
