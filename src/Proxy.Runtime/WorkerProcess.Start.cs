using SharedObjects.Hosting.Workers;

namespace SharedObjects;

/// <content>One overload per number of arguments, result and token.</content>
public sealed partial class WorkerProcess
{
    /// <summary>Starts a worker and returns at once; how it fares is told by the worker.</summary>
    /// <param name="target">A static method marked <see cref="WorkerTargetAttribute"/>, given by its name. If it returns a <see cref="Task{TResult}"/> of <see cref="int"/>, that is the exit code.</param>
    /// <exception cref="ArgumentException">The method cannot run in another process.</exception>
    /// <exception cref="EncodingException">An argument cannot be encoded.</exception>
    /// <exception cref="ChildStartException">This program cannot start child processes.</exception>
    public static WorkerProcess Start(Func<Task> target) => Start(new WorkerArguments(target, 0));

    /// <inheritdoc cref="Start(Func{Task})"/>
    public static WorkerProcess Start(Action target) => Start(new WorkerArguments(target, 0));

    /// <inheritdoc cref="Start(Func{Task})"/>
    public static WorkerProcess Start(Func<CancellationToken, Task> target) => Start(new WorkerArguments(target, 0));

    /// <inheritdoc cref="Start(Func{Task})"/>
    public static WorkerProcess Start(Action<CancellationToken> target) => Start(new WorkerArguments(target, 0));

    /// <inheritdoc cref="Start(Func{Task})"/>
    public static WorkerProcess Start<T1>(Func<T1, Task> target, T1 argument1) => Start(new WorkerArguments(target, 1).Add(argument1));

    /// <inheritdoc cref="Start(Func{Task})"/>
    public static WorkerProcess Start<T1>(Action<T1> target, T1 argument1) => Start(new WorkerArguments(target, 1).Add(argument1));

    /// <inheritdoc cref="Start(Func{Task})"/>
    public static WorkerProcess Start<T1>(Func<T1, CancellationToken, Task> target, T1 argument1) => Start(new WorkerArguments(target, 1).Add(argument1));

    /// <inheritdoc cref="Start(Func{Task})"/>
    public static WorkerProcess Start<T1>(Action<T1, CancellationToken> target, T1 argument1) => Start(new WorkerArguments(target, 1).Add(argument1));

    /// <inheritdoc cref="Start(Func{Task})"/>
    public static WorkerProcess Start<T1, T2>(Func<T1, T2, Task> target, T1 argument1, T2 argument2) => Start(new WorkerArguments(target, 2).Add(argument1).Add(argument2));

    /// <inheritdoc cref="Start(Func{Task})"/>
    public static WorkerProcess Start<T1, T2>(Action<T1, T2> target, T1 argument1, T2 argument2) => Start(new WorkerArguments(target, 2).Add(argument1).Add(argument2));

    /// <inheritdoc cref="Start(Func{Task})"/>
    public static WorkerProcess Start<T1, T2>(Func<T1, T2, CancellationToken, Task> target, T1 argument1, T2 argument2) => Start(new WorkerArguments(target, 2).Add(argument1).Add(argument2));

    /// <inheritdoc cref="Start(Func{Task})"/>
    public static WorkerProcess Start<T1, T2>(Action<T1, T2, CancellationToken> target, T1 argument1, T2 argument2) => Start(new WorkerArguments(target, 2).Add(argument1).Add(argument2));

    /// <inheritdoc cref="Start(Func{Task})"/>
    public static WorkerProcess Start<T1, T2, T3>(Func<T1, T2, T3, Task> target, T1 argument1, T2 argument2, T3 argument3) => Start(new WorkerArguments(target, 3).Add(argument1).Add(argument2).Add(argument3));

    /// <inheritdoc cref="Start(Func{Task})"/>
    public static WorkerProcess Start<T1, T2, T3>(Action<T1, T2, T3> target, T1 argument1, T2 argument2, T3 argument3) => Start(new WorkerArguments(target, 3).Add(argument1).Add(argument2).Add(argument3));

    /// <inheritdoc cref="Start(Func{Task})"/>
    public static WorkerProcess Start<T1, T2, T3>(Func<T1, T2, T3, CancellationToken, Task> target, T1 argument1, T2 argument2, T3 argument3) => Start(new WorkerArguments(target, 3).Add(argument1).Add(argument2).Add(argument3));

    /// <inheritdoc cref="Start(Func{Task})"/>
    public static WorkerProcess Start<T1, T2, T3>(Action<T1, T2, T3, CancellationToken> target, T1 argument1, T2 argument2, T3 argument3) => Start(new WorkerArguments(target, 3).Add(argument1).Add(argument2).Add(argument3));

    /// <inheritdoc cref="Start(Func{Task})"/>
    public static WorkerProcess Start<T1, T2, T3, T4>(Func<T1, T2, T3, T4, Task> target, T1 argument1, T2 argument2, T3 argument3, T4 argument4) => Start(new WorkerArguments(target, 4).Add(argument1).Add(argument2).Add(argument3).Add(argument4));

    /// <inheritdoc cref="Start(Func{Task})"/>
    public static WorkerProcess Start<T1, T2, T3, T4>(Action<T1, T2, T3, T4> target, T1 argument1, T2 argument2, T3 argument3, T4 argument4) => Start(new WorkerArguments(target, 4).Add(argument1).Add(argument2).Add(argument3).Add(argument4));

    /// <inheritdoc cref="Start(Func{Task})"/>
    public static WorkerProcess Start<T1, T2, T3, T4>(Func<T1, T2, T3, T4, CancellationToken, Task> target, T1 argument1, T2 argument2, T3 argument3, T4 argument4) => Start(new WorkerArguments(target, 4).Add(argument1).Add(argument2).Add(argument3).Add(argument4));

    /// <inheritdoc cref="Start(Func{Task})"/>
    public static WorkerProcess Start<T1, T2, T3, T4>(Action<T1, T2, T3, T4, CancellationToken> target, T1 argument1, T2 argument2, T3 argument3, T4 argument4) => Start(new WorkerArguments(target, 4).Add(argument1).Add(argument2).Add(argument3).Add(argument4));

    /// <inheritdoc cref="Start(Func{Task})"/>
    public static WorkerProcess Start<T1, T2, T3, T4, T5>(Func<T1, T2, T3, T4, T5, Task> target, T1 argument1, T2 argument2, T3 argument3, T4 argument4, T5 argument5) => Start(new WorkerArguments(target, 5).Add(argument1).Add(argument2).Add(argument3).Add(argument4).Add(argument5));

    /// <inheritdoc cref="Start(Func{Task})"/>
    public static WorkerProcess Start<T1, T2, T3, T4, T5>(Action<T1, T2, T3, T4, T5> target, T1 argument1, T2 argument2, T3 argument3, T4 argument4, T5 argument5) => Start(new WorkerArguments(target, 5).Add(argument1).Add(argument2).Add(argument3).Add(argument4).Add(argument5));

    /// <inheritdoc cref="Start(Func{Task})"/>
    public static WorkerProcess Start<T1, T2, T3, T4, T5>(Func<T1, T2, T3, T4, T5, CancellationToken, Task> target, T1 argument1, T2 argument2, T3 argument3, T4 argument4, T5 argument5) => Start(new WorkerArguments(target, 5).Add(argument1).Add(argument2).Add(argument3).Add(argument4).Add(argument5));

    /// <inheritdoc cref="Start(Func{Task})"/>
    public static WorkerProcess Start<T1, T2, T3, T4, T5>(Action<T1, T2, T3, T4, T5, CancellationToken> target, T1 argument1, T2 argument2, T3 argument3, T4 argument4, T5 argument5) => Start(new WorkerArguments(target, 5).Add(argument1).Add(argument2).Add(argument3).Add(argument4).Add(argument5));
}
