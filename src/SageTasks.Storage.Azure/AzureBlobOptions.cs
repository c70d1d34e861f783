using Azure.Core;

namespace SageTasks.Storage.Azure;

/// <summary>Which account of Azure Blob Storage, and who is asking. What is null here is taken from the environment variables that Azure's
/// own tools use.</summary>
public sealed class AzureBlobOptions
{
    /// <summary>The account's name.</summary>
    /// <value>null: <see cref="Endpoint"/>'s, else <c>AZURE_STORAGE_ACCOUNT</c>.</value>
    public string? AccountName { get; set; }

    /// <summary>The address of the blob service: <c>https://account.blob.core.windows.net</c>, another cloud's or a private one, or a local
    /// one with the account in its path, such as <c>http://127.0.0.1:10000/devstoreaccount1</c>.</summary>
    /// <value>null: the account in Azure's public cloud.</value>
    public Uri? Endpoint { get; set; }

    /// <summary>A connection string; it holds the account and who is asking, and goes with none of the others.</summary>
    /// <value>null: <c>AZURE_STORAGE_CONNECTION_STRING</c> where neither an account nor a credential is set here.</value>
    public string? ConnectionString { get; set; }

    /// <summary>The account's key, which may do everything.</summary>
    /// <value>null: <c>AZURE_STORAGE_KEY</c> where no credential is set here and <c>AZURE_STORAGE_ACCOUNT</c> names no other account.</value>
    public string? AccountKey { get; set; }

    /// <summary>A shared access signature, with or without its question mark.</summary>
    /// <value>null: <c>AZURE_STORAGE_SAS_TOKEN</c> on the same terms as <see cref="AccountKey"/>.</value>
    public string? SasToken { get; set; }

    /// <summary>Who is asking, by Microsoft Entra ID.</summary>
    /// <value>null: <c>DefaultAzureCredential</c> where nothing else is set: environment, workload or managed identity, <c>az login</c> and so on.</value>
    public TokenCredential? Credential { get; set; }

    /// <summary>Signs nothing, for public containers.</summary>
    public bool Anonymous { get; set; }

    /// <summary>Allows plain http to other machines. Blobs and shared access signatures are then readable on the way.</summary>
    public bool AllowInsecureHttp { get; set; }

    /// <summary>How often a request is repeated that failed for a passing reason.</summary>
    /// <value>5.</value>
    public int MaxRetries { get; set; } = 5;

    /// <summary>How long a server may neither answer nor take bytes.</summary>
    /// <value>1 minute.</value>
    public TimeSpan StallTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>What is wrong with the options, one line each.</summary>
    internal IEnumerable<string> Validate() => AzureAccount.Of(this, Environment.GetEnvironmentVariable).Problems();
}
