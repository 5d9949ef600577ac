using SharedObjects.Calls;
using SharedObjects.Generated.SharedObjects;

namespace SharedObjects;

/// <content>Collections.</content>
public sealed partial class SharedManager
{
    /// <summary>Makes an empty dictionary.</summary>
    /// <param name="cancellationToken">Gives the creation up.</param>
    public ValueTask<ISharedDictionary<TKey, TValue>> DictionaryAsync<TKey, TValue>(CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ProxyFactory<ISharedDictionary<TKey, TValue>>.Use(static handle => new SharedDictionaryProxy<TKey, TValue>(handle));
        return CreateAsync<ISharedDictionary<TKey, TValue>>(cancellationToken);
    }

    /// <summary>Makes a dictionary with these entries; of two with one key the later counts.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="cancellationToken">Gives the creation up.</param>
    public ValueTask<ISharedDictionary<TKey, TValue>> DictionaryAsync<TKey, TValue>(
        IEnumerable<KeyValuePair<TKey, TValue>> entries,
        CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(entries);
        return FilledAsync(
            DictionaryAsync<TKey, TValue>(cancellationToken),
            (Entries: entries, Token: cancellationToken),
            static (dictionary, with) => dictionary.SetManyAsync(with.Entries, with.Token));
    }

    /// <summary>Makes an empty list.</summary>
    /// <param name="cancellationToken">Gives the creation up.</param>
    public ValueTask<ISharedList<T>> ListAsync<T>(CancellationToken cancellationToken = default)
    {
        ProxyFactory<ISharedList<T>>.Use(static handle => new SharedListProxy<T>(handle));
        return CreateAsync<ISharedList<T>>(cancellationToken);
    }

    /// <summary>Makes a list with these items.</summary>
    /// <param name="items">The items.</param>
    /// <param name="cancellationToken">Gives the creation up.</param>
    public ValueTask<ISharedList<T>> ListAsync<T>(IEnumerable<T> items, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        return FilledAsync(ListAsync<T>(cancellationToken), (Items: items, Token: cancellationToken), static (list, with) => list.AddRangeAsync(with.Items, with.Token));
    }

    /// <summary>Makes an empty set.</summary>
    /// <param name="cancellationToken">Gives the creation up.</param>
    public ValueTask<ISharedSet<T>> SetAsync<T>(CancellationToken cancellationToken = default)
    {
        ProxyFactory<ISharedSet<T>>.Use(static handle => new SharedSetProxy<T>(handle));
        return CreateAsync<ISharedSet<T>>(cancellationToken);
    }

    /// <summary>Makes a set with these items.</summary>
    /// <param name="items">The items.</param>
    /// <param name="cancellationToken">Gives the creation up.</param>
    public ValueTask<ISharedSet<T>> SetAsync<T>(IEnumerable<T> items, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        return FilledAsync(SetAsync<T>(cancellationToken), (Items: items, Token: cancellationToken), static (set, with) => set.UnionWithAsync(with.Items, with.Token));
    }

    /// <summary>An object that was made and then filled: nobody has it before it is, and it does not stay if it cannot be.</summary>
    private static async ValueTask<T> FilledAsync<T, TState>(ValueTask<T> made, TState state, Func<T, TState, ValueTask> fill)
        where T : ISharedObject
    {
        var shared = await made.ConfigureAwait(false);
        try
        {
            await fill(shared, state).ConfigureAwait(false);
            return shared;
        }
        catch
        {
            await shared.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
