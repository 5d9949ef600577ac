using System.Reflection;
using System.Runtime.ExceptionServices;

namespace SharedObjects;

/// <summary>What a manager hosts. The built-in kinds are there already; registering a contract again replaces its factory.</summary>
public abstract class ManagerBuilder
{
    private protected ManagerBuilder()
    {
    }

    /// <summary>The clock of this manager's objects.</summary>
    public abstract TimeProvider TimeProvider { get; }

    /// <summary>Lets clients create objects of a contract.</summary>
    /// <typeparam name="TContract">A managed interface; a generic one is hosted closed over <see cref="Payload"/>.</typeparam>
    /// <typeparam name="TReferent">The class; it is disposed when nothing refers to the object any more.</typeparam>
    /// <exception cref="NotManagedException"><typeparamref name="TContract"/> is no managed interface.</exception>
    public ManagerBuilder Register<TContract, TReferent>()
        where TContract : class
        where TReferent : TContract, new() => Register<TContract>(static () =>
        {
            try
            {
                return new TReferent();
            }
            catch (TargetInvocationException exception) when (exception.InnerException is { } cause)
            {
                // A generic new() goes through reflection, which hides what the constructor threw.
                ExceptionDispatchInfo.Throw(cause);
                throw;
            }
        });

    /// <summary>Lets clients create objects of a contract.</summary>
    /// <param name="factory">Makes a referent; called on the thread pool, possibly several times at once.</param>
    /// <exception cref="NotManagedException"><typeparamref name="TContract"/> is no managed interface.</exception>
    public abstract ManagerBuilder Register<TContract>(Func<TContract> factory)
        where TContract : class;

    /// <summary>Lets clients create objects of a contract from a value they give; without one only if <typeparamref name="TArgument"/> can be null.</summary>
    /// <param name="factory">Makes a referent from the creator's value; called on the thread pool, possibly several times at once.</param>
    /// <exception cref="NotManagedException"><typeparamref name="TContract"/> is no managed interface.</exception>
    public abstract ManagerBuilder RegisterFactory<TContract, TArgument>(Func<TArgument, TContract> factory)
        where TContract : class;

    /// <summary>Makes one object that every client can open by name; it lives as long as the manager.</summary>
    /// <typeparam name="TContract">A registered contract that can be made from nothing; for a generic one, closed over what the clients use.</typeparam>
    /// <param name="name">The name; compared ordinally.</param>
    /// <exception cref="ArgumentException">The name is empty or taken.</exception>
    /// <exception cref="NotManagedException"><typeparamref name="TContract"/> is no managed interface.</exception>
    public abstract ManagerBuilder RegisterNamed<TContract>(string name)
        where TContract : class;
}
