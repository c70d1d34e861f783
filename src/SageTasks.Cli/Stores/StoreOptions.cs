using SageTasks.Storage.Azure;
using SageTasks.Storage.Gcs;
using SageTasks.Storage.S3;

namespace SageTasks.Cli;

/// <summary>How the object stores are reached: by the variables and credential chains of their own tools, and a few for what these lack.</summary>
internal static class StoreOptions
{
    /// <summary><c>AWS_REQUEST_PAYER=requester</c> pays for requests; <c>AWS_NO_SIGN_REQUEST=true</c> sends no signature.</summary>
    public static S3Options S3() => new()
    {
        RequesterPays = Variables.Read("AWS_REQUEST_PAYER") == "requester",
        Anonymous = Variables.IsTrue("AWS_NO_SIGN_REQUEST"),
    };

    /// <summary><c>AZURE_STORAGE_ANONYMOUS=true</c> sends no credential, <c>AZURE_STORAGE_ENDPOINT</c> names another server than the account's own.</summary>
    public static AzureBlobOptions Azure() => new()
    {
        Endpoint = Variables.Address("AZURE_STORAGE_ENDPOINT"),
        Anonymous = Variables.IsTrue("AZURE_STORAGE_ANONYMOUS"),
    };

    /// <summary><c>GCS_ACCESS_TOKEN</c> is sent in place of Google's own credentials, <c>GCS_ANONYMOUS=true</c> sends none,
    /// <c>GOOGLE_CLOUD_QUOTA_PROJECT</c> pays for requests.</summary>
    public static GcsOptions Gcs() => new()
    {
        Anonymous = Variables.IsTrue("GCS_ANONYMOUS"),
        TokenProvider = Variables.Read("GCS_ACCESS_TOKEN") is { } token ? _ => ValueTask.FromResult(token) : null,
        UserProject = Variables.Read("GOOGLE_CLOUD_QUOTA_PROJECT"),
    };
}
