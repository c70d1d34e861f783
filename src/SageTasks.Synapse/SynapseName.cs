using System.Buffers;
using System.Globalization;
using System.Text;

namespace SageTasks.Synapse;

/// <summary>What Synapse accepts as the name of an entity or file: 1 to 256 characters of <c>A-Z a-z 0-9</c>, space and
/// <c>, _ . - + ( ) '</c>.</summary>
public static class SynapseName
{
    /// <summary>The most characters of a name.</summary>
    public const int MaxLength = 256;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789,_. -+()'");

    /// <summary>Refuses a name that Synapse would refuse, before anything is sent.</summary>
    /// <exception cref="ArgumentException">The name is empty, too long, or has a character that is not allowed; the message names
    /// it.</exception>
    public static void Validate(string? name, string? parameter = null)
    {
        if (Problem(name) is { } problem)
        {
            throw new ArgumentException(problem, parameter);
        }
    }

    /// <summary>What is wrong with a name; null where Synapse accepts it.</summary>
    public static string? Problem(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return "A name in Synapse must not be empty.";
        }

        if (name.Length > MaxLength)
        {
            return $"The name '{name[..40]}…' has {name.Length} characters; Synapse accepts at most {MaxLength}.";
        }

        var at = name.AsSpan().IndexOfAnyExcept(Allowed);
        if (at < 0)
        {
            return null;
        }

        Rune.DecodeFromUtf16(name.AsSpan(at), out var rune, out _);
        var code = rune.Value.ToString("X4", CultureInfo.InvariantCulture);
        return $"Synapse refuses the name '{name}': the character '{rune}' (U+{code}, position {at + 1}) is not allowed. " +
            "Allowed are A-Z, a-z, 0-9, space and , _ . - + ( ) '.";
    }
}
