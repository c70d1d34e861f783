using System.Text.RegularExpressions;

namespace SageTasks.Testing.AzureBlob;

/// <summary>Containers: list, create, properties, delete; and what kind of account it is.</summary>
internal sealed partial class ContainerOperations(AzureWorld world, Account account)
{
    public void Map(AzureOperations operations)
    {
        operations.Map("GET service?list", List);
        operations.Map("PUT container", Create);
        operations.Map("GET container", Properties);
        operations.Map("HEAD container", Properties);
        operations.Map("DELETE container", Delete);
        foreach (var operation in new[] { "GET service?properties", "HEAD service?properties", "GET container?properties", "HEAD container?properties" })
        {
            operations.Map(operation, AccountInformation);
        }
    }

    private LocalAnswer List(AzureCall call)
    {
        var (prefix, marker) = (call.Query("prefix") ?? "", call.Query("marker") ?? "");
        var most = Paging.Limit(call);
        var found = world.Containers.Where(one => one.Name.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(one.Name, marker) >= 0).Take(most + 1).ToList();
        return XmlBody.Answer("EnumerationResults", xml =>
        {
            xml.WriteAttributeString("ServiceEndpoint", $"{call.Request.Origin}/{account.Name}/");
            xml.Text("Prefix", prefix).Text("Marker", marker).Number("MaxResults", most).Inside("Containers", list =>
            {
                foreach (var container in found.Take(most))
                {
                    list.Inside("Container", line => line.Text("Name", container.Name).Inside("Properties", properties => properties
                        .Text("Last-Modified", BlobAnswers.HttpTime(container.Modified)).Text("Etag", $"\"{container.ETag}\"")
                        .Text("LeaseStatus", "unlocked").Text("LeaseState", "available").Text("PublicAccess", container.IsPublic ? "container" : null)));
                }
            }).Text("NextMarker", found.Count > most ? found[most].Name : "");
        });
    }

    private LocalAnswer Create(AzureCall call)
    {
        if (call.Query("restype") != "container" || !NamePattern().IsMatch(call.Container))
        {
            throw new AzureRefusal(new AzureError(400, "InvalidResourceName", "The specified resource name contains invalid characters."));
        }

        var container = world.AddContainer(call.Container, call.Header("x-ms-blob-public-access") is "container" or "blob", BlobFields.MetadataOf(call))
            ?? throw new AzureRefusal(new AzureError(409, "ContainerAlreadyExists", "The specified container already exists."));
        return Described(container, 201);
    }

    private LocalAnswer Properties(AzureCall call)
    {
        if (call.Query("restype") != "container")
        {
            throw new AzureRefusal(AzureError.BlobNotFound);
        }

        var container = world.Container(call.Container);
        var answer = Described(container, 200).With("x-ms-lease-status", "unlocked").With("x-ms-lease-state", "available");
        return container.Metadata.Aggregate(answer, (so, pair) => so.With("x-ms-meta-" + pair.Key, pair.Value));
    }

    private LocalAnswer Delete(AzureCall call)
    {
        world.DeleteContainer(call.Container);
        return LocalAnswer.Empty(202);
    }

    private static LocalAnswer AccountInformation(AzureCall call) => call.Query("restype") == "account"
        ? LocalAnswer.Empty(200).With("x-ms-sku-name", "Standard_LRS").With("x-ms-account-kind", "StorageV2").With("x-ms-is-hns-enabled", "false")
        : throw new AzureRefusal(AzureError.NotHere("service properties"));

    private static LocalAnswer Described(ContainerDocument container, int status) =>
        LocalAnswer.Empty(status).With("ETag", $"\"{container.ETag}\"").With("Last-Modified", BlobAnswers.HttpTime(container.Modified));

    [GeneratedRegex("^(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex NamePattern();
}
