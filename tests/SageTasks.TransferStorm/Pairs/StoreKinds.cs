namespace SageTasks.TransferStorm.Pairs;

/// <summary>The stores that the storm goes through.</summary>
internal static class StoreKinds
{
    public const string File = "file";
    public const string S3 = "s3";
    public const string Azure = "az";
    public const string Gcs = "gs";
    public const string Synapse = "syn";
    public const string Cavatica = "sbg";
    public const string Https = "https";
    public const string Drs = "drs";

    public static IReadOnlyList<string> All { get; } = [File, S3, Azure, Gcs, Synapse, Cavatica, Https, Drs];

    /// <summary>Whether nothing can be written there.</summary>
    public static bool IsReadOnly(string kind) => kind is Https or Drs;
}
