using System.Text.Json;
using SageTasks.Runs;

namespace SageTasks.Ledger.PostgreSql;

/// <summary>The entries' column.</summary>
internal static class LedgerEntries
{
    public static string Write(LedgerEntry entry) => JsonSerializer.Serialize(entry, LedgerJson.Default.LedgerEntry);

    /// <exception cref="LedgerException">A person or another program wrote something else.</exception>
    public static LedgerEntry Read(string key, string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, LedgerJson.Default.LedgerEntry) ?? throw new JsonException("It is null.");
        }
        catch (JsonException failure)
        {
            throw new LedgerException(
                $"The ledger's entry of the work {key} cannot be read. Look at the platform for its run, then delete the row.", innerException: failure);
        }
    }
}
