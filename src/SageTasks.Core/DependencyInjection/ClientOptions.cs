using Microsoft.Extensions.Options;

namespace SageTasks;

/// <summary>Judges a client's options where no host does it: in the constructor that scripts call.</summary>
public static class ClientOptions
{
    /// <summary>Fails with all that is wrong with the options.</summary>
    /// <param name="options">The options.</param>
    /// <param name="failures">What is wrong, one line each; empty when nothing is.</param>
    /// <exception cref="OptionsValidationException">Something is wrong: the same exception as a host throws at start.</exception>
    public static void ThrowIfInvalid<TOptions>(TOptions options, IEnumerable<string> failures)
        where TOptions : class
    {
        ArgumentNullException.ThrowIfNull(options);
        if (failures.ToList() is { Count: > 0 } found)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(TOptions), found);
        }
    }
}
