//! The course's schema and three databases that people learn SQL with.

use super::{schema, view};
use feature_lab::base::schema::Schema;

pub fn course() -> Schema {
    schema(&[
        ("leads_scored", "user_email TEXT, p1 REAL, member_rating INTEGER"),
        ("transactions", "user_email TEXT, product_id TEXT, ts TEXT"),
    ])
}

pub fn chinook() -> Schema {
    schema(&[
        ("Album", "*AlbumId INTEGER, Title NVARCHAR(160), ArtistId INTEGER"),
        ("Artist", "*ArtistId INTEGER, Name NVARCHAR(120)"),
        (
            "Customer",
            "*CustomerId INTEGER, FirstName NVARCHAR(40), LastName NVARCHAR(20), Company NVARCHAR(80), \
             Address NVARCHAR(70), City NVARCHAR(40), State NVARCHAR(40), Country NVARCHAR(40), PostalCode NVARCHAR(10), \
             Phone NVARCHAR(24), Fax NVARCHAR(24), Email NVARCHAR(60), SupportRepId INTEGER",
        ),
        (
            "Employee",
            "*EmployeeId INTEGER, LastName NVARCHAR(20), FirstName NVARCHAR(20), Title NVARCHAR(30), ReportsTo INTEGER, \
             BirthDate DATETIME, HireDate DATETIME, Address NVARCHAR(70), City NVARCHAR(40), State NVARCHAR(40), \
             Country NVARCHAR(40), PostalCode NVARCHAR(10), Phone NVARCHAR(24), Fax NVARCHAR(24), Email NVARCHAR(60)",
        ),
        ("Genre", "*GenreId INTEGER, Name NVARCHAR(120)"),
        (
            "Invoice",
            "*InvoiceId INTEGER, CustomerId INTEGER, InvoiceDate DATETIME, BillingAddress NVARCHAR(70), \
             BillingCity NVARCHAR(40), BillingState NVARCHAR(40), BillingCountry NVARCHAR(40), \
             BillingPostalCode NVARCHAR(10), Total NUMERIC(10,2)",
        ),
        (
            "InvoiceLine",
            "*InvoiceLineId INTEGER, InvoiceId INTEGER, TrackId INTEGER, UnitPrice NUMERIC(10,2), Quantity INTEGER",
        ),
        ("MediaType", "*MediaTypeId INTEGER, Name NVARCHAR(120)"),
        ("Playlist", "*PlaylistId INTEGER, Name NVARCHAR(120)"),
        ("PlaylistTrack", "*PlaylistId INTEGER, *TrackId INTEGER"),
        (
            "Track",
            "*TrackId INTEGER, Name NVARCHAR(200), AlbumId INTEGER, MediaTypeId INTEGER, GenreId INTEGER, \
             Composer NVARCHAR(220), Milliseconds INTEGER, Bytes INTEGER, UnitPrice NUMERIC(10,2)",
        ),
    ])
}

pub fn sakila() -> Schema {
    let mut schema = schema(&[
        ("actor", "*actor_id numeric, first_name VARCHAR(45), last_name VARCHAR(45), last_update TIMESTAMP"),
        (
            "address",
            "*address_id int, address VARCHAR(50), address2 VARCHAR(50), district VARCHAR(20), city_id INT, \
             postal_code VARCHAR(10), phone VARCHAR(20), last_update TIMESTAMP",
        ),
        ("category", "*category_id SMALLINT, name VARCHAR(25), last_update TIMESTAMP"),
        ("city", "*city_id int, city VARCHAR(50), country_id SMALLINT, last_update TIMESTAMP"),
        ("country", "*country_id SMALLINT, country VARCHAR(50), last_update TIMESTAMP"),
        (
            "customer",
            "*customer_id INT, store_id INT, first_name VARCHAR(45), last_name VARCHAR(45), email VARCHAR(50), \
             address_id INT, active CHAR(1), create_date TIMESTAMP, last_update TIMESTAMP",
        ),
        (
            "film",
            "*film_id int, title VARCHAR(255), description TEXT, release_year VARCHAR(4), language_id SMALLINT, \
             original_language_id SMALLINT, rental_duration SMALLINT, rental_rate DECIMAL(4,2), length SMALLINT, \
             replacement_cost DECIMAL(5,2), rating VARCHAR(10), special_features VARCHAR(100), last_update TIMESTAMP",
        ),
        ("film_actor", "*actor_id INT, *film_id INT, last_update TIMESTAMP"),
        ("film_category", "*film_id INT, *category_id SMALLINT, last_update TIMESTAMP"),
        ("film_text", "*film_id SMALLINT, title VARCHAR(255), description TEXT"),
        ("inventory", "*inventory_id INT, film_id INT, store_id INT, last_update TIMESTAMP"),
        ("language", "*language_id SMALLINT, name CHAR(20), last_update TIMESTAMP"),
        (
            "payment",
            "*payment_id int, customer_id INT, staff_id SMALLINT, rental_id INT, amount DECIMAL(5,2), \
             payment_date TIMESTAMP, last_update TIMESTAMP",
        ),
        (
            "rental",
            "*rental_id INT, rental_date TIMESTAMP, inventory_id INT, customer_id INT, return_date TIMESTAMP, \
             staff_id SMALLINT, last_update TIMESTAMP",
        ),
        (
            "staff",
            "*staff_id SMALLINT, first_name VARCHAR(45), last_name VARCHAR(45), address_id INT, picture BLOB, \
             email VARCHAR(50), store_id INT, active SMALLINT, username VARCHAR(16), password VARCHAR(40), \
             last_update TIMESTAMP",
        ),
        ("store", "*store_id INT, manager_staff_id SMALLINT, address_id INT, last_update TIMESTAMP"),
    ]);
    schema.tables.extend([
        view("customer_list", "ID INT, name , address VARCHAR(50), zip_code VARCHAR(10), phone VARCHAR(20), city VARCHAR(50), country VARCHAR(50), notes , SID INT"),
        view("film_list", "FID int, title VARCHAR(255), description TEXT, category VARCHAR(25), price DECIMAL(4,2), length SMALLINT, rating VARCHAR(10), actors "),
        view("staff_list", "ID SMALLINT, name , address VARCHAR(50), zip_code VARCHAR(10), phone VARCHAR(20), city VARCHAR(50), country VARCHAR(50), SID INT"),
        view("sales_by_store", "store_id INT, store , manager , total_sales "),
        view("sales_by_film_category", "category VARCHAR(25), total_sales "),
    ]);
    schema
}

pub fn northwind() -> Schema {
    let mut schema = schema(&[
        ("Categories", "*CategoryID INTEGER, CategoryName TEXT, Description TEXT, Picture BLOB"),
        ("CustomerCustomerDemo", "*CustomerID TEXT, *CustomerTypeID TEXT"),
        ("CustomerDemographics", "*CustomerTypeID TEXT, CustomerDesc TEXT"),
        (
            "Customers",
            "*CustomerID TEXT, CompanyName TEXT, ContactName TEXT, ContactTitle TEXT, Address TEXT, City TEXT, \
             Region TEXT, PostalCode TEXT, Country TEXT, Phone TEXT, Fax TEXT",
        ),
        (
            "Employees",
            "*EmployeeID INTEGER, LastName TEXT, FirstName TEXT, Title TEXT, TitleOfCourtesy TEXT, BirthDate DATE, \
             HireDate DATE, Address TEXT, City TEXT, Region TEXT, PostalCode TEXT, Country TEXT, HomePhone TEXT, \
             Extension TEXT, Photo BLOB, Notes TEXT, ReportsTo INTEGER, PhotoPath TEXT",
        ),
        ("EmployeeTerritories", "*EmployeeID INTEGER, *TerritoryID TEXT"),
        ("Order Details", "*OrderID INTEGER, *ProductID INTEGER, UnitPrice NUMERIC, Quantity INTEGER, Discount REAL"),
        (
            "Orders",
            "*OrderID INTEGER, CustomerID TEXT, EmployeeID INTEGER, OrderDate DATETIME, RequiredDate DATETIME, \
             ShippedDate DATETIME, ShipVia INTEGER, Freight NUMERIC, ShipName TEXT, ShipAddress TEXT, ShipCity TEXT, \
             ShipRegion TEXT, ShipPostalCode TEXT, ShipCountry TEXT",
        ),
        (
            "Products",
            "*ProductID INTEGER, ProductName TEXT, SupplierID INTEGER, CategoryID INTEGER, QuantityPerUnit TEXT, \
             UnitPrice NUMERIC, UnitsInStock INTEGER, UnitsOnOrder INTEGER, ReorderLevel INTEGER, Discontinued TEXT",
        ),
        ("Regions", "*RegionID INTEGER, RegionDescription TEXT"),
        ("Shippers", "*ShipperID INTEGER, CompanyName TEXT, Phone TEXT"),
        (
            "Suppliers",
            "*SupplierID INTEGER, CompanyName TEXT, ContactName TEXT, ContactTitle TEXT, Address TEXT, City TEXT, \
             Region TEXT, PostalCode TEXT, Country TEXT, Phone TEXT, Fax TEXT, HomePage TEXT",
        ),
        ("Territories", "*TerritoryID TEXT, TerritoryDescription TEXT, RegionID INTEGER"),
    ]);
    schema.tables.extend([
        view("Alphabetical list of products", "ProductID INTEGER, ProductName TEXT, SupplierID INTEGER, CategoryName TEXT"),
        view("Current Product List", "ProductID INTEGER, ProductName TEXT"),
        view("Customer and Suppliers by City", "City TEXT, CompanyName TEXT, ContactName TEXT, Relationship "),
        view(
            "Invoices",
            "ShipName TEXT, ShipAddress TEXT, ShipCity TEXT, CustomerID TEXT, CustomerName TEXT, Address TEXT, City TEXT, \
             Salesperson , OrderID INTEGER, OrderDate DATETIME, RequiredDate DATETIME, ShippedDate DATETIME, \
             ShipperName TEXT, ProductID INTEGER, ProductName TEXT, UnitPrice NUMERIC, Quantity INTEGER, Discount REAL",
        ),
        view("Orders Qry", "OrderID INTEGER, CustomerID TEXT, EmployeeID INTEGER, OrderDate DATETIME, RequiredDate DATETIME, ShippedDate DATETIME, CompanyName TEXT"),
        view("Order Subtotals", "OrderID INTEGER, Subtotal "),
        view("Order Details Extended", "OrderID INTEGER, ProductID INTEGER, ProductName TEXT, UnitPrice NUMERIC, ExtendedPrice "),
        view("Product Sales for 1997", "CategoryName TEXT, ProductName TEXT, ProductSales "),
        view("Category Sales for 1997", "CategoryName TEXT, CategorySales "),
        view("Products Above Average Price", "ProductName TEXT, UnitPrice NUMERIC"),
        view("Products by Category", "CategoryName TEXT, ProductName TEXT, QuantityPerUnit TEXT, UnitsInStock INTEGER"),
        view("Quarterly Orders", "CustomerID TEXT, CompanyName TEXT, City TEXT, Country TEXT"),
        view("Sales Totals by Amount", "SaleAmount , OrderID INTEGER, CompanyName TEXT, ShippedDate DATETIME"),
        view("Sales by Category", "CategoryID INTEGER, CategoryName TEXT, ProductName TEXT, ProductSales "),
        view("Summary of Sales by Quarter", "ShippedDate DATETIME, OrderID INTEGER, Subtotal "),
        view("Summary of Sales by Year", "ShippedDate DATETIME, OrderID INTEGER, Subtotal "),
        view("ProductDetails_V", "ProductID INTEGER, ProductName TEXT, CategoryName TEXT, CategoryDescription TEXT, SupplierName TEXT"),
    ]);
    schema
}
