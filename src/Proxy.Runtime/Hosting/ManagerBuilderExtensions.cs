using SharedObjects.Hosting;

namespace SharedObjects;

/// <summary>What a manager's startup can do beyond naming contracts and factories.</summary>
public static class ManagerBuilderExtensions
{
    /// <summary>
    /// Makes one object that every client can open by name, in the way any client makes one: <c>manager => manager.SemaphoreAsync(3)</c>. It lives as
    /// long as the manager.
    /// </summary>
    /// <typeparam name="TContract">A managed interface.</typeparam>
    /// <param name="builder">The manager that is set up.</param>
    /// <param name="name">The name; compared ordinally.</param>
    /// <param name="create">
    /// Makes the object, and may fill it; called in the manager before its first client is served, in the order of the names' registration, so that it can open
    /// those before it. If it fails, the manager does not start and its starter gets the error. What it is given ends afterwards.
    /// </param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The name is empty or taken.</exception>
    public static ManagerBuilder RegisterNamed<TContract>(this ManagerBuilder builder, string name, Func<SharedManager, ValueTask<TContract>> create)
        where TContract : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        ((Registrations)builder).Name(name, create);
        return builder;
    }
}
