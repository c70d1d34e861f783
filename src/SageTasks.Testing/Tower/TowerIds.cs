using System.Globalization;
using System.Security.Cryptography;

namespace SageTasks.Testing;

/// <summary>Ids that look like Tower's.</summary>
internal static class TowerIds
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static string Workflow() => RandomNumberGenerator.GetString(Base62, 16);

    /// <summary>Launches, compute environments, datasets.</summary>
    public static string Long() => RandomNumberGenerator.GetString(Base62, 22);

    public static string Session() => Guid.NewGuid().ToString();

    public static string Token() => RandomNumberGenerator.GetString(Base62, 44);

    public static string Text(this long id) => id.ToString(CultureInfo.InvariantCulture);
}
